/** Where in a thread a reader is: the page, one branch, the comment to answer. What is no number is left out. */
export function threadPlace(url: URL): { after?: number; branch?: number; reply?: number } {
	const place: { after?: number; branch?: number; reply?: number } = {};
	for (const name of ['after', 'branch', 'reply'] as const) {
		const value = url.searchParams.get(name);
		if (value && /^\d{1,15}$/.test(value) && Number(value) > 0) place[name] = Number(value);
	}
	return place;
}
