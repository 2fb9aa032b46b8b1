import type { Profile } from '#membership/member.ts';
import type { Locale } from '#platform/language/locale.ts';
import { pageNode, personId, type Place } from '#seo/graph.ts';
import type { Head } from '#seo/head.ts';

/** The head of a member's page: a ProfilePage about one person who belongs here. Nothing about other platforms. `indexed`: search engines may list it. */
export function memberHead(profile: Profile, indexed: boolean, place: Place, locale: Locale): Head {
	return {
		title: profile.name,
		...(profile.bio ? { description: profile.bio } : {}),
		path: profile.path,
		kind: 'profile',
		indexed,
		nodes: [
			pageNode(
				place,
				{ path: profile.path, name: profile.name, locale, type: 'ProfilePage' },
				{
					dateCreated: profile.joined.toISOString(),
					mainEntity: {
						'@type': 'Person',
						'@id': personId(place.siteUrl, profile.handle),
						name: profile.name,
						alternateName: profile.handle,
						identifier: String(profile.id),
						url: place.siteUrl + profile.path,
						...(profile.portrait ? { image: place.siteUrl + profile.portrait } : {}),
						...(profile.bio ? { description: profile.bio } : {}),
					},
				},
			),
		],
	};
}
