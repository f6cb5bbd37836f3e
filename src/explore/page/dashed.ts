/** Dashed: draws a line in dashes, for what was denied, planned or wished for. Sigma has none of its own. */
import { EdgeRectangleProgram } from 'sigma/rendering';

/** Length of dash and gap, in halves of the canvas's width. */
const PERIOD = 0.018;

/** Sigma's own line, with the length along it handed to the fragment shader, which leaves out the gaps. */
export class DashedProgram extends EdgeRectangleProgram {
  override getDefinition() {
    const definition = super.getDefinition();
    return {
      ...definition,
      VERTEX_SHADER_SOURCE: definition.VERTEX_SHADER_SOURCE.replace(
        'varying vec4 v_color;',
        'varying vec4 v_color;\nvarying float v_along;',
      ).replace(
        'v_normal = unitNormal;',
        'v_normal = unitNormal;\n  v_along = a_positionCoef * length((u_matrix * vec3(a_positionEnd - a_positionStart, 0)).xy);',
      ),
      FRAGMENT_SHADER_SOURCE: definition.FRAGMENT_SHADER_SOURCE.replace(
        'varying vec4 v_color;',
        'varying vec4 v_color;\nvarying float v_along;',
      ).replace(
        'void main(void) {',
        `void main(void) {\n  #ifndef PICKING_MODE\n  if (fract(v_along / ${PERIOD}) > 0.55) discard;\n  #endif`,
      ),
    };
  }
}
