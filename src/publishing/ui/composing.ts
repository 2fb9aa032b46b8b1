import { outgoingText } from '#network/compose.ts';
import { countText } from '#network/count-text.ts';
import type { Limits } from '#network/limit.ts';
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
}

export function lookAt(limits: Limits, { own, said, shape, ...source }: Looked): Look {
	const ratio = limits.pictures?.ratio;
	const pictures = picturesFor(limits, source.pictures).map((picture) => {
		const cut = ratio ? cropBox(picture, ratio) : null;
		return { ...picture, alt: shape.alts[picture.id] ?? picture.alt, cut };
	});
	const sized = pictures.map(({ cut, ...picture }) => ({ ...picture, ...(cut ?? {}) }));
	const link = shape.linkPlace === 'usual' ? source.link : null;
	const whole = shape.thread && Boolean(limits.thread);
	const ruled = writeVariant({ ...source, link, pictures: sized }, limits, { whole });
	const text = own ?? ruled;
	const laid = layOut(limits, { text, link: source.link, pictures: sized }, shape);
	const goesOut = outgoingText({ ...laid, pictures }, limits);
	const limit = pictures.length && limits.caption ? limits.caption : limits.post;
	const place = (pictures.length ? limits.pictureLink : undefined) ?? limits.link ?? 'beside';
	const cuts = pictures.flatMap(({ cut }, index): Objection[] =>
		cut ? [{ key: 'picture-cut', picture: index + 1, stops: false }] : [],
	);
	return {
		ruled,
		text,
		goesOut,
		card: laid.link !== null && place !== 'dead' && !pictures.length,
		pictures,
		rest: laid.rest,
		count: countText(goesOut, limit),
		most: limit.most,
		objections: [...laid.objections, ...cuts, ...leftOut(limits, source.pictures.length)],
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
