import type { Connection } from '#network/connect.ts';
import type { FakeFault } from '#testing/fake-server.ts';

/** Something that stands on a fake network. */
export interface FakeThing {
	id: string;
	text: string;
}

/** What every fake of a network can do, so that one set of bad days tries all of them. */
export interface FakeNetwork {
	url: string;
	calls: string[];
	/** What the product reads to call here; `via` stands in between. */
	settings(via?: string): Record<string, string>;
	/** The site's own app there. */
	app: Connection;
	/** Somebody gives leave at this address; gives where they are sent back to. Absent where nobody is sent there. */
	consent?(address: string, options?: { refused?: boolean }): URL;
	/** The account that it has, and what acts for it. */
	account: { id: string; name: string; connection: Connection };
	/** Makes the token useless, and good again. */
	revoke(yes: boolean): void;
	/** Takes the whole account away, and puts it back. */
	remove(yes: boolean): void;
	/** What stands there and was posted by us, oldest first. */
	posts(): FakeThing[];
	/** Somebody else says something. */
	comment?(under: string, name: string, text: string): FakeThing;
	fault(kind: FakeFault, options?: { match?: RegExp; times?: number }): void;
	faults: unknown[];
	/** A new day, as far as allowances go. */
	rest(): void;
	close(): Promise<void>;
}
