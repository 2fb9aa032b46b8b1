import { outgoingText } from '#network/compose.ts';
import { countText } from '#network/count-text.ts';
import type { Limits } from '#network/limit.ts';
import { unheard, withoutMarkup, writeMentions, type Handles } from '#network/mention.ts';
import type { Objection } from '#network/prepare.ts';
import { cropBox, type CropBox } from '#media/crop-box.ts';
import { layOut, type FollowUpText } from '#publishing/lay-out.ts';
import type { VariantShape } from '#publishing/variant-shape.ts';
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
	/** What stays in sight where it is cut, in hundredths. */
	focus: { x: number; y: number };
}

/** How a draft reads on one network just now: what the command would write, count and refuse. */
export interface Look {
	/** As the rules write it. */
	ruled: string;
	text: string;
	/** With the link, where that stands in the text. */
	goesOut: string;
	/** The same, as readers see it. */
	shown: string;
	/** Whether its link stands beside the text, as a card. */
	card: boolean;
	pictures: (PickedPicture & { cut: CropBox | null })[];
	/** What follows: the parts of a thread, the first comment. */
	rest: FollowUpText[];
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
	shape: VariantShape;
	/** What whoever is named is called there. */
	handles: Handles;
}

export function lookAt(limits: Limits, { own, said, shape: given, handles, ...source }: Looked): Look {
	const shape = { ...given, comment: writeMentions(given.comment, limits, handles, true) };
	const ratio = limits.pictures?.ratio;
	const pictures = picturesFor(limits, source.pictures).map((picture) => {
		const cut = ratio ? cropBox(picture, ratio) : null;
		return { ...picture, alt: shape.alts[picture.id] ?? picture.alt, cut };
	});
	const sized = pictures.map(({ cut, ...picture }) => ({ ...picture, ...(cut ?? {}) }));
	const link = shape.linkPlace === 'usual' ? source.link : null;
	const whole = shape.thread && Boolean(limits.thread);
	const ruled = writeVariant({ ...source, link, pictures: sized, handles }, limits, { whole });
	const text = own === null ? ruled : writeMentions(own, limits, handles);
	const laid = layOut(limits, { text, link: source.link, pictures: sized }, shape);
	const goesOut = outgoingText({ ...laid, pictures }, limits);
	const limit = pictures.length && limits.caption ? limits.caption : limits.post;
	const place = (pictures.length ? limits.pictureLink : undefined) ?? limits.link ?? 'beside';
	const cuts = pictures.flatMap(({ cut }, index): Objection[] =>
		cut ? [{ key: 'picture-cut', picture: index + 1, stops: false }] : [],
	);
	return {
		ruled,
		text: own ?? ruled,
		goesOut,
		shown: withoutMarkup(goesOut, limits),
		card: laid.link !== null && place !== 'dead' && !pictures.length,
		pictures,
		rest: laid.rest,
		count: countText(goesOut, limit),
		most: limit.most,
		objections: [
			...laid.objections,
			...cuts,
			...leftOut(limits, source.pictures.length),
			...notTold(limits, unheard([own ?? source.text, given.comment].join('\n'), limits, handles)),
		],
		repeats: said.some((one) => sameWords(one, text)),
		undescribed: pictures.flatMap(({ alt }, index) => (alt.trim() ? [] : [index + 1])),
	};
}

/** Who is named and does not hear of it: the name stands there all the same. */
const notTold = (limits: Limits, names: readonly string[]): Objection[] =>
	names.map((name) => ({ key: limits.mention ? 'mention-unknown' : 'mention-untold', actual: name, stops: false }));

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
