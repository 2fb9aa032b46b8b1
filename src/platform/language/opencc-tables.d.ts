/** OpenCC's tables of characters: `from to|from to|…`. */
declare module 'opencc-js/dict/*' {
	const table: string;
	export default table;
}
