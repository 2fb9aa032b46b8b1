import type { Limits } from '#network/limit.ts';
import type { Outgoing } from '#network/network.ts';

/** The text of a post as it goes out: with the link at its end, where that is where the network wants it. */
export function outgoingText({ text, link }: Pick<Outgoing, 'text' | 'link'>, limits: Limits): string {
	if (!link || (limits.link ?? 'beside') === 'beside') return text;
	return text ? `${text}\n\n${link}` : link;
}
