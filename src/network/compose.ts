import type { Limits } from '#network/limit.ts';

interface Composed {
	text: string;
	link: string | null;
	pictures?: readonly unknown[];
}

/** The text of a post as it goes out: with the link at its end, where that is where the network wants it. */
export function outgoingText({ text, link, pictures }: Composed, limits: Limits): string {
	const place = (pictures?.length ? limits.pictureLink : undefined) ?? limits.link ?? 'beside';
	if (!link || place === 'beside') return text;
	return text ? `${text}\n\n${link}` : link;
}
