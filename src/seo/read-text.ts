const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The words and the first picture of our own rendered HTML, whose form is known: no foreign HTML comes here. */
export function readText(html: string): { text: string; picture: string | null } {
	const text = html
		.replace(/<br>|<\/(?:p|li|h[2-4]|blockquote|pre|figure|figcaption)>/g, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] as string)
		.replace(/\n{2,}/g, '\n')
		.trim();
	return { text, picture: /<img\b[^>]*\bsrc="(\/[^"]+)"/.exec(html)?.[1] ?? null };
}
