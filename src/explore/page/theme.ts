/** Theme: light or dark, as the system has it until the reader chooses. */
import { el } from './dom.ts';

const KEY = 'entente-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export function makeThemeButton(onChange: () => void): HTMLElement {
  const button = el('button', { id: 'theme', onclick: () => choose(present() === 'dark' ? 'light' : 'dark') });
  const present = (): string => localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light');
  const show = (): void => {
    document.documentElement.dataset['theme'] = present();
    button.textContent = present() === 'dark' ? '☀' : '☾';
    button.setAttribute('aria-label', present() === 'dark' ? 'Light colours' : 'Dark colours');
    onChange();
  };
  const choose = (theme: string): void => {
    localStorage.setItem(KEY, theme);
    show();
  };
  dark.addEventListener('change', show);
  show();
  return button;
}
