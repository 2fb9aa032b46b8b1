/** WOFF2 to the font that it packs and back; the package brings no types. */
declare module 'wawoff2' {
	export function decompress(packed: Uint8Array): Promise<Uint8Array>;
}
