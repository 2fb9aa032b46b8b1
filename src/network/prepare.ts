import { addressesIn, countText } from '#network/count-text.ts';
import { outgoingText } from '#network/compose.ts';
import type { Limits } from '#network/limit.ts';
import type { Outgoing } from '#network/network.ts';

/** Something that a network would refuse, or that would not work there. Its sentence is `objection.KEY`. */
export interface Objection {
	key:
		| 'text-missing'
		| 'text-too-long'
		| 'too-many-addresses'
		| 'too-many-hashtags'
		| 'too-many-mentions'
		| 'picture-missing'
		| 'too-many-pictures'
		| 'no-pictures'
		| 'picture-type'
		| 'picture-too-large'
		| 'picture-too-narrow'
		| 'picture-ratio'
		| 'alt-too-long'
		| 'link-dead'
		| 'no-comments'
		| 'too-many-parts'
		| 'part-too-long'
		| 'comment-too-long'
		| 'picture-cut'
		| 'mention-unknown'
		| 'mention-untold';
	/** Which picture, counted from 1. */
	picture?: number;
	limit?: number | string;
	actual?: number | string;
	/** False: it goes out all the same, and somebody should know. */
	stops: boolean;
}

export type Prepared = Pick<Outgoing, 'text' | 'link'> & {
	pictures?: readonly Pick<NonNullable<Outgoing['pictures']>[number], 'type' | 'width' | 'height' | 'bytes' | 'alt'>[];
};

/**
 * What a network would refuse of this post, by its own rules and its own counting, before anything is sent. Pure: the page
 * where it is written and the command that queues it give the same answer.
 */
export function prepare(limits: Limits, post: Prepared): Objection[] {
	const text = outgoingText(post, limits);
	const pictures = post.pictures ?? [];
	const limit = pictures.length && limits.caption ? limits.caption : limits.post;
	const length = countText(text, limit);
	const found: Objection[] = [];
	const object = (key: Objection['key'], more: Omit<Objection, 'key' | 'stops'> = {}, stops = true): void =>
		void found.push({ key, stops, ...more });
	const most = (key: Objection['key'], limit: number | undefined, actual: number): void => {
		if (limit !== undefined && actual > limit) object(key, { limit, actual });
	};

	if (!text.trim() && !pictures.length) object('text-missing');
	most('text-too-long', limit.most, length);
	if (length <= limit.most) most('text-too-long', limit.bytes, new TextEncoder().encode(text).length);
	most('too-many-addresses', limits.addresses, new Set(addressesIn(`${text} ${post.link ?? ''}`)).size);
	most('too-many-hashtags', limits.hashtags, (text.match(/[#＃][\p{L}\p{N}_]+/gu) ?? []).length);
	most('too-many-mentions', limits.mentions, (text.match(/(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]+/gu) ?? []).length);
	if (post.link && limits.link === 'dead') object('link-dead', {}, false);

	const rule = limits.pictures;
	if (!rule) {
		if (pictures.length) object('no-pictures', {}, false);
		return found;
	}
	if (pictures.length < rule.least) object('picture-missing');
	most('too-many-pictures', rule.most, pictures.length);
	for (const [index, { type, width, height, bytes, alt }] of pictures.entries()) {
		const picture = index + 1;
		if (!rule.types.includes(type)) object('picture-type', { picture, actual: type });
		if (bytes > rule.bytes) object('picture-too-large', { picture, limit: rule.bytes, actual: bytes });
		if (rule.width && width < rule.width) object('picture-too-narrow', { picture, limit: rule.width, actual: width });
		const ratio = width / height;
		if (rule.ratio && (ratio < rule.ratio[0] || ratio > rule.ratio[1]))
			object('picture-ratio', { picture, actual: Math.round(ratio * 100) / 100 });
		if (rule.alt !== undefined && alt.length > rule.alt)
			object('alt-too-long', { picture, limit: rule.alt, actual: alt.length });
	}
	return found;
}
