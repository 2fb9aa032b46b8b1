/** As much of opentype.js as we use; the package brings no types. */
declare module 'opentype.js' {
	export interface PathCommand {
		type: 'M' | 'L' | 'C' | 'Q' | 'Z';
		x1?: number;
		y1?: number;
		x2?: number;
		y2?: number;
		x?: number;
		y?: number;
	}
	export interface Glyph {
		index: number;
		advanceWidth?: number;
		getPath(x: number, y: number, size: number): { commands: PathCommand[] };
	}
	export interface Font {
		unitsPerEm: number;
		charToGlyph(character: string): Glyph;
	}
	const opentype: { parse(bytes: ArrayBuffer): Font };
	export default opentype;
}
