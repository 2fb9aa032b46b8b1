import { outgoingText } from '#network/compose.ts';
import { countText } from '#network/count-text.ts';
import type { Limits } from '#network/limit.ts';
import { prepare, type Objection } from '#network/prepare.ts';
import { picturesFor } from '#publishing/picked-pictures.ts';
import { sameWords } from '#publishing/same-words.ts';
import { writeVariant } from '#publishing/write-variant.ts';

/** A picture as the composer shows and judges it. */
export interface PickedPicture {
	id: number;
	alt: string;
	src: string;
	type: string;
	width: number;
	height: number;
	bytes: number;
}

/** How a draft reads on one network just now: what the command would write, count and refuse. */
export interface Look {
	/** As the rules write it. */
	ruled: string;
	text: string;
	/** With the link, where that stands in the text. */
	goesOut: string;
	/** Whether its link stands beside the text, as a card. */
	card: boolean;
	pictures: PickedPicture[];
	count: number;
	most: number;
	objections: Objection[];
	/** The same words went out there not long ago, or will. */
	repeats: boolean;
	/** Pictures without a description, counted from 1. */
	undescribed: number[];
}

export interface Looked {
	text: string;
	hashtags: readonly string[];
	link: string | null;
	pictures: readonly PickedPicture[];
	/** What a person wrote for this network; null: the rules. */
	own: string | null;
	said: readonly string[];
}

export function lookAt(limits: Limits, { own, said, ...source }: Looked): Look {
	const pictures = picturesFor(limits, source.pictures);
	const ruled = writeVariant({ ...source, pictures }, limits);
	const text = own ?? ruled;
	const post = { text, link: source.link, pictures };
	const goesOut = outgoingText(post, limits);
	const limit = pictures.length && limits.caption ? limits.caption : limits.post;
	const place = (pictures.length ? limits.pictureLink : undefined) ?? limits.link ?? 'beside';
	return {
		ruled,
		text,
		goesOut,
		card: source.link !== null && place !== 'dead' && !pictures.length,
		pictures,
		count: countText(goesOut, limit),
		most: limit.most,
		objections: [...prepare(limits, post), ...leftOut(limits, source.pictures.length)],
		repeats: said.some((one) => sameWords(one, text)),
		undescribed: pictures.flatMap(({ alt }, index) => (alt.trim() ? [] : [index + 1])),
	};
}

/** Pictures that were chosen and stay behind: not a reason to stop, but not to be kept from anybody. */
function leftOut(limits: Limits, chosen: number): Objection[] {
	const most = limits.pictures?.most ?? 0;
	if (chosen <= most) return [];
	return [
		most
			? { key: 'too-many-pictures', limit: most, actual: chosen, stops: false }
			: { key: 'no-pictures', stops: false },
	];
}
