import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Limits } from '#network/limit.ts';
import type { Usage } from '#network/usage.ts';

/**
 * What a network gave us when the account was connected: its tokens and ids, as text. It is stored sealed. Where a network
 * is called is a setting of the installation; only for a network without a middle does a connection name its server,
 * and that one is called as a stranger's address.
 */
export type Connection = Readonly<Record<string, string>>;

/** An account of ours, as an adapter acts for it. */
export interface OwnAccount {
	/** The network's own id of it. */
	id: string;
	connection: Connection;
	/** What the site's own app on this network is known by; null where there is none. */
	app: Connection | null;
	/** Takes down how much of an allowance the network says is used. */
	note(usage: Usage): void;
}

/** An account that a network has just given us. */
export interface ConnectedAccount {
	id: string;
	name: string;
	url: string | null;
	connection: Connection;
	/** When a person has to connect again; absent or null: not by the clock. */
	expires?: Date | null;
	/** When to renew it by ourselves; absent or null: never. */
	renew?: Date | null;
	/** What this account takes, where that differs from its network. */
	limits?: Partial<Limits>;
}

/** A connection that was renewed. */
export type Renewed = Pick<ConnectedAccount, 'connection' | 'expires' | 'renew'>;

/** One thing that a person fills in. */
export interface ConnectField {
	name: string;
	label(locale: Locale): string;
	hint?(locale: Locale): string;
	/** Shown as dots, never shown again. */
	secret?: true;
	/** What it has to look like. */
	pattern?: RegExp;
	optional?: true;
}

/**
 * How an account is connected.
 * `house`: the network ships with the product.
 * `token`: a person copies something from there; nothing is asked of it when there are no fields.
 * `consent`: a person is sent there and comes back with leave. `app` is what the site's own app is known by there.
 */
export type Connecting =
	| { by: 'house'; connect(ctx: Ctx, page: { name: string; key: string }): Promise<ConnectedAccount> }
	| {
			by: 'token';
			fields: readonly ConnectField[];
			connect(ctx: Ctx, given: Connection): Promise<readonly ConnectedAccount[]>;
	  }
	| {
			by: 'consent';
			app: readonly ConnectField[];
			/** Where a network makes apps by itself: the whole app, for what a person filled in and where people come back to. */
			register?(ctx: Ctx, given: Connection, way: { back: string }): Promise<Connection>;
			/**
			 * Where the person is sent. `verifier` proves later that it was us who sent them (PKCE); what is `kept` comes back to
			 * `finish`, for networks that say something at the beginning that is needed at the end.
			 */
			begin(
				ctx: Ctx,
				app: Connection,
				way: { back: string; state: string; verifier: string },
			): string | Promise<string | { url: string; kept: Connection }>;
			/** The accounts that may be acted for now. Throws NetworkProblem `permission` when leave was not given. */
			finish(
				ctx: Ctx,
				app: Connection,
				way: { back: string; verifier: string; kept?: Connection; answer: URLSearchParams },
			): Promise<readonly ConnectedAccount[]>;
	  };
