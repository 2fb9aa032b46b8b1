import { changeProfile, createMember } from '#membership/server/index.ts';
import { changeBrand, finishSetup, offerSetup, readBrand } from '#site/server/index.ts';
import { brand, members } from '#app/sample-brand/content/index.ts';
import type { StoredPictures } from '#app/sample-brand/store-pictures.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

const look = {
	tagline: brand.tagline,
	colour: brand.colour,
	layout: brand.layout,
	locale: brand.language,
	facebookPage: brand.facebookPage,
};

/** The smallest size of the logo, as the set-up takes it. */
async function logoOf(pictures: StoredPictures) {
	const { id: picture, files } = await pictures.find('logo');
	const [size] = files.webp;
	return size ? { logo: { file: size.file, width: size.width, height: size.height, picture } } : {};
}

/**
 * The brand gets its name, its look and its first owner. Where somebody has set up the site already, they stay the owner
 * and what they typed stays; only what they left empty is filled, and the sample's owner works there as an editor.
 */
export function tellBrand({ when }: Story, pictures: StoredPictures, ownBrand: boolean): Deed[] {
	const owner = members.find(({ role }) => role === 'owner');
	if (!owner) throw new Error('The sample has no owner');
	if (!ownBrand) {
		return [
			{
				key: `member:${owner.key}`,
				time: when(owner.joined),
				async once(ctx) {
					const path = await offerSetup(ctx, {});
					const token = new URL(path ?? '/', ctx.site.url).searchParams.get('token') ?? '';
					return (
						await finishSetup(ctx, {
							...look,
							...(await logoOf(pictures)),
							name: brand.name,
							token,
							ownerName: owner.name,
							email: owner.email,
						})
					).owner;
				},
			},
			{
				key: 'owner-profile',
				time: when(owner.joined),
				by: owner.key,
				async once(ctx, story) {
					await changeProfile(ctx, { member: story.id(`member:${owner.key}`), bio: owner.bio });
					return undefined;
				},
			},
		];
	}
	return [
		{
			key: `member:${owner.key}`,
			time: when(owner.joined),
			once: async (ctx) =>
				(
					await createMember(ctx, {
						name: owner.name,
						email: owner.email,
						role: 'editor',
						handle: owner.key,
						bio: owner.bio,
						joined: ctx.now,
					})
				).id,
		},
		{
			key: 'brand',
			time: when(owner.joined),
			async once(ctx) {
				const { name, tagline, colour, layout, locale, logo, facebookPage } = await readBrand(ctx, {});
				await changeBrand(ctx, {
					name,
					colour,
					layout,
					locale,
					tagline: tagline || brand.tagline,
					facebookPage: facebookPage ?? '',
					...(logo ? {} : await logoOf(pictures)),
				});
				return undefined;
			},
		},
	];
}
