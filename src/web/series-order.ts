/**
 * The order that a series' form asks for: every article has a field `place-ID` with a number; an empty one takes it out.
 * Of two with one number, the one that stood first stays first.
 */
export const orderOf = (values: Record<string, string>): number[] =>
	Object.entries(values)
		.flatMap(([name, value]) => {
			const article = /^place-(\d{1,15})$/.exec(name)?.[1];
			return article && value.trim() && Number.isFinite(Number(value))
				? [{ article: Number(article), at: Number(value) }]
				: [];
		})
		.sort((one, other) => one.at - other.at)
		.map(({ article }) => article);
