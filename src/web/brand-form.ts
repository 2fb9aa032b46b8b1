import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { system } from '#platform/actor.ts';
import { storePicture } from '#media/server/index.ts';
import type { ChangeBrand } from '#site/server/index.ts';

type BrandInput = z.input<typeof ChangeBrand>;

/** The brand's form, used at the first run and in the console: its fields, and the brand once its logo is stored. */
export async function readBrandForm(
	event: RequestEvent,
): Promise<{ values: Record<string, string>; brand(as?: Ctx): Promise<BrandInput> }> {
	const form = await event.request.formData();
	const values: Record<string, string> = {};
	for (const [name, value] of form) if (typeof value === 'string' && name !== '__proto__') values[name] = value;
	const logo = form.get('logo');
	return {
		values,
		async brand(as = event.locals.ctx) {
			return {
				name: values['name'] ?? '',
				tagline: values['tagline'] ?? '',
				colour: values['colour'] ?? '',
				layout: (values['layout'] ?? 'journal') as BrandInput['layout'],
				locale: (values['locale'] ?? 'zh-TW') as BrandInput['locale'],
				facebookPage: values['facebookPage'] ?? '',
				...(logo instanceof File && logo.size ? { logo: await storeLogo(as, logo) } : {}),
			};
		},
	};
}

/** The smallest size of the uploaded picture serves as logo. */
async function storeLogo(ctx: Ctx, file: File): Promise<NonNullable<BrandInput['logo']>> {
	const { files } = await storePicture(
		{ ...ctx, actor: ctx.actor.kind === 'visitor' ? system : ctx.actor },
		{ bytes: Buffer.from(await file.arrayBuffer()) },
	);
	const [smallest] = files.webp;
	if (!smallest) throw new Error('A stored picture has at least one size');
	return { file: smallest.file, width: smallest.width, height: smallest.height };
}
