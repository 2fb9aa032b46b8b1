import type { Item } from '#transfer/item.ts';
import type { FormerPicture } from '#media/server/index.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Settings } from '#platform/settings.ts';

/** How a source is to be read; what does not apply to one is ignored by it. */
export interface ReadingOptions {
	/** Folder with the old site's pictures (wp-content/uploads), instead of fetching them. */
	uploads?: string | undefined;
	/** Address of the old site, where the source does not say it itself. */
	from?: string | undefined;
	/** `used`: only pictures that stand in something. `none`: no picture is fetched. Default: all. */
	pictures?: 'all' | 'used' | 'none' | undefined;
	/** Articles that were public stay drafts. */
	drafts?: boolean | undefined;
	/** A tag that every article gets. */
	tag?: string | undefined;
	/** Who signs in at the old place. */
	user?: string | undefined;
	/** Which group of a Facebook download is meant, by its name. */
	group?: string | undefined;
	/** People get back the roles that they had; only the command line may say so. */
	roles?: boolean | undefined;
	/** Addresses of the own network may be asked; only the command line may say so. */
	privateToo?: boolean | undefined;
}

/** What reading needs of the installation. */
export interface ReadingWorld {
	settings: Settings;
	/** What somebody typed to sign in at the old place; it is kept nowhere. */
	password?: string | undefined;
	/** The site's own time zone, for places that write times without one. */
	timeZone?: string | undefined;
	/** Stops the reading. */
	signal?: AbortSignal | undefined;
}

/** A source that was opened: its items in an order in which nothing names what comes much later. */
export interface Reading {
	/** What tells this old place from another of its kind: `https://old.example`. Foreign ids are unique within it. */
	origin: string;
	/** Every item, read as it comes. Throws Problem `transfer.broken` where the source cannot be read on. */
	items(): AsyncIterable<Item>;
	/** How far the reading is, in bytes or things. */
	progress(): { position: number; total: number | null };
	/** The bytes of a picture of the old place. Throws a Problem that says why there are none. */
	picture(address: string): Promise<Buffer>;
	/** Why a picture cannot be had (the code of a Problem), where that can be told without fetching it; null, or not there: only fetching tells. */
	lacksPicture?(address: string): string | null | Promise<string | null>;
	/** What a picture was in a library of our own kind: it is taken back, not stored anew. */
	formerPicture?(address: string): FormerPicture | null;
	/** The bytes of a member's own picture in a house of our own kind. Throws a Problem that says why there are none. */
	portrait?(address: string): Promise<Buffer>;
	/** A file of the old place, its bytes as they come. Throws a Problem that says why there are none. */
	file?(
		address: string,
	): Promise<{ bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>; uploaded?: Date | undefined }>;
	/** The address under which a file is kept, for an address found in a text; null: none of the old place's files. */
	fileAddress?(found: string): string | null;
	/** The address under which a picture is kept, for an address found in a text; null: not one of the old place's. */
	pictureAddress(found: string): string | null;
	/** An address of the old site as a path of this one; null leaves it as it is. */
	homePath(address: string): string | null;
	close(): Promise<void>;
}

/** Something of an old place, as its addresses name it. */
export type OldPlace = { kind: 'thread' | 'comment' | 'person'; id: string } | { kind: 'comment'; mark: string };

/** One kind of place that people come home from. */
export interface Source {
	/** Stable, lower case: the command `import NAME`, and stored with every run. */
	name: string;
	/** What people call it. */
	title(locale: Locale): string;
	/**
	 * What an address of the old place meant there, the nearest first: the place's own name for it, or the other name (`mark`) that its
	 * comments were brought with. So whole forums have redirects without a row for each address.
	 */
	places?(path: string, query: string): OldPlace[];
	/** Opens a file, folder or address for reading. Throws Problem `transfer.not-found`, `transfer.wrong-file`. */
	open(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading>;
}
