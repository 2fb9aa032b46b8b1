import type { ShownGathering } from '#gathering/gathering.ts';
import { brandId, pageNode, trailNode, type GraphNode, type Place, type Step } from '#seo/graph.ts';
import type { Head, SharePicture } from '#seo/head.ts';

/** An address on the map is a meeting place; without one nothing says where people meet in the world. */
const online = ({ address, map }: ShownGathering): boolean => !address && !map;

/**
 * The head of an event's page: an Event of schema.org (Google, structured data for events) with what the page shows.
 * What is called off says so and keeps its time; of a price nothing is said, since the house may ask for one at the door.
 */
export function eventHead(
	one: ShownGathering,
	place: Place,
	trail: readonly Step[],
	card: SharePicture | null = null,
): Head {
	const url = place.siteUrl + one.path;
	const picture = one.picture && {
		src: one.picture.src,
		width: one.picture.width,
		height: one.picture.height,
		alt: one.picture.alt || one.title,
	};
	// Its own picture shows more than a drawn card; a card is better than nothing.
	const node: GraphNode = {
		'@type': 'Event',
		'@id': `${url}#event`,
		url,
		mainEntityOfPage: { '@id': `${url}#page` },
		name: one.title,
		...(one.excerpt ? { description: one.excerpt } : {}),
		...(one.picture ? { image: place.siteUrl + one.picture.src } : {}),
		startDate: one.begins.toISOString(),
		endDate: one.ends.toISOString(),
		inLanguage: one.locale,
		eventStatus: `https://schema.org/${one.cancelled ? 'EventCancelled' : 'EventScheduled'}`,
		...(online(one) ? {} : { eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode' }),
		location: {
			'@type': 'Place',
			name: one.place,
			address: one.address || one.place,
			...(one.map ? { hasMap: one.map } : {}),
		},
		...(one.capacity ? { maximumAttendeeCapacity: one.capacity } : {}),
		organizer: { '@id': brandId(place.siteUrl) },
	};
	return {
		title: one.title,
		description: one.excerpt,
		path: one.path,
		locale: one.locale,
		picture: picture ?? card,
		published: one.published,
		changed: one.changed,
		nodes: [
			pageNode(
				place,
				{ path: one.path, name: one.title, locale: one.locale, trail: true },
				{ mainEntity: { '@id': `${url}#event` } },
			),
			trailNode(place, one.path, trail, one.title),
			node,
		],
	};
}
