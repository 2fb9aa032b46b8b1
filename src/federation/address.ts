/** What is spoken of: `article:3`, `comment:9`, `product:2`. */
const things = /^(article|comment|product):(\d{1,15})$/;

/** Where a thing is read by other servers: the same for as long as it is there, whatever its readable address becomes. */
export function objectPath(thing: string): string {
	const found = things.exec(thing);
	return found ? `/ap/object/${found[1]}/${found[2]}` : '/ap/object';
}

/** The thing that an address of this house means to other servers; null: none. */
export function thingAt(address: string, siteUrl: string): string | null {
	if (!URL.canParse(address) || new URL(address).origin !== new URL(siteUrl).origin) return null;
	const found = /^\/ap\/object\/(article|comment|product)\/(\d{1,15})$/.exec(new URL(address).pathname);
	return found ? `${found[1]}:${found[2]}` : null;
}

/** Numbers and kind of a thing. */
export function readThing(thing: string): { kind: 'article' | 'comment' | 'product'; id: number } | null {
	const found = things.exec(thing);
	return found ? { kind: found[1] as 'article', id: Number(found[2]) } : null;
}

/** Who speaks for a category; the brand is `brand`. */
export const categorySpeaker = (id: number): string => `category-${id}`;
export const categoryOf = (speaker: string): number | null => {
	const found = /^category-(\d{1,15})$/.exec(speaker);
	return found ? Number(found[1]) : null;
};

/** A name that other servers can call: of a category its address, where that is made of their letters. */
export const callName = (slug: string, id: number, taken: string): string => {
	const name = slug.replaceAll('-', '_');
	return /^[a-z0-9_]{1,30}$/.test(name) && name !== taken && !/^c\d+$/.test(name) ? name : `c${id}`;
};

/** The server of an address, its port included: another port is another server. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host.toLowerCase() : '');

/** Somebody elsewhere as they are named here, `Mei (mei@far.example)`; and what they are called there. */
export const namedThere = (name: string, user: string, host: string): string =>
	`${name.slice(0, 60)} (${user.replace(/[\s()@]/g, '_').slice(0, 60)}@${host})`;
export const calledIn = (named: string): string => /\(([^()\s]+@[^()\s]+)\)$/.exec(named)?.[1] ?? '';
