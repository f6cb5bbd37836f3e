/** The peer: the same graph in sigma as it comes, with nothing set. */
import Graphology from 'graphology';
import Sigma from 'sigma';

const { entities, facts, places, labelColours } = await (await fetch('/graph')).json();
const network = new Graphology();
for (const [i, { id, name, label }] of entities.entries()) {
  const [x, y] = places[id];
  network.addNode(i, { x, y, size: 3, label: name, color: labelColours[label] });
}
for (const [subject, , object] of facts)
  if (subject !== object && !network.hasEdge(subject, object)) network.addEdge(subject, object, { size: 1.8 });
const sigma = new Sigma(network, document.querySelector('#plain'));
window.seen = () => JSON.stringify(sigma.getCamera().getState());
document.body.dataset.ready = 'yes';
