import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { system } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { storePicture } from '#media/server/index.ts';
import { ChangeBrand } from '#site/server/index.ts';
import { readPosted, textsOf } from '#web/read-form.ts';

type BrandInput = z.input<typeof ChangeBrand>;

/**
 * The brand's form, used at the first run and in the console: its fields, and the brand once its logo is stored. Nothing is
 * stored before the form is right by `whole`, the schema of the command, together with what stands `beside` the brand.
 */
export async function readBrandForm(
	event: RequestEvent,
): Promise<{ values: Record<string, string>; brand(whole?: z.ZodType, beside?: object): Promise<BrandInput> }> {
	const form = await readPosted(event.request);
	const values = textsOf(form);
	const logo = form.get('logo');
	return {
		values,
		async brand(whole = ChangeBrand, beside = {}) {
			const fields = {
				name: values['name'] ?? '',
				tagline: values['tagline'] ?? '',
				colour: values['colour'] ?? '',
				layout: (values['layout'] ?? 'journal') as BrandInput['layout'],
				locale: (values['locale'] ?? 'zh-TW') as BrandInput['locale'],
				facebookPage: values['facebookPage'] ?? '',
			};
			checkInput(whole, { ...fields, ...beside });
			return { ...fields, ...(await logoOf(event.locals.ctx, logo, values['logoRemoved'] === '1')) };
		},
	};
}

/** The logo that was sent, none where it was removed, or nothing, which leaves it as it is. */
async function logoOf(ctx: Ctx, sent: FormDataEntryValue | null, removed: boolean): Promise<Pick<BrandInput, 'logo'>> {
	if (sent instanceof File && sent.size) return { logo: await storeLogo(ctx, sent) };
	return removed ? { logo: null } : {};
}

/** The smallest size of the uploaded picture serves as logo. */
async function storeLogo(ctx: Ctx, file: File): Promise<NonNullable<BrandInput['logo']>> {
	const as: Ctx = { ...ctx, actor: ctx.actor.kind === 'visitor' ? system : ctx.actor };
	const { id, files } = await storePicture(as, { bytes: Buffer.from(await file.arrayBuffer()) });
	const [smallest] = files.webp;
	if (!smallest) throw new Error('A stored picture has at least one size');
	return { file: smallest.file, width: smallest.width, height: smallest.height, picture: id };
}
