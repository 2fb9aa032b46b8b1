import type { Sql } from '#platform/database/connect.ts';
import { createHmac } from 'node:crypto';
import { deriveKey } from '#platform/installation/secret.ts';
import { Problem } from '#platform/problem.ts';

/** A host that leads to a site. */
export interface Domain {
	host: string;
	/** The site's own address; the others lead on to it. */
	main: boolean;
}

/** The hosts of one site, as the control database knows them. Every change is heard by all processes within seconds. */
export interface SiteDomains {
	list(): Promise<Domain[]>;
	/** Throws Problem `site.host-taken` (409) when another site of the installation has it. Safe to run twice. */
	add(host: string): Promise<void>;
	/** Takes a host away; never the main one. Safe to run twice. */
	remove(host: string): Promise<void>;
	/** Makes a host of this site its main one. Throws Problem `domain.not-found` (404). */
	makeMain(host: string): Promise<void>;
	/** What this installation says about a host when asked under it: nobody else can say it. */
	proofOf(host: string): string;
}

/** Where an installation answers for a host, under that host. */
export const proofPath = '/.well-known/homecourt-domain';

/** What an installation says about a host, whichever of its sites wants it. */
export const domainProof = (secret: Buffer, host: string): string =>
	createHmac('sha256', deriveKey(secret, '', 'domain'))
		.update(host)
		.digest('base64url')
		.slice(0, 32);

/** The hosts of the site with this name. */
export const siteDomains = (control: Sql, site: string, secret: Buffer): SiteDomains => ({
	proofOf: (host) => domainProof(secret, host),
	list: async () => [
		...(await control<Domain[]>`select host, main from control.domain where site = ${site} order by main desc, host`),
	],
	async add(host) {
		const [row] = await control<{ site: string }[]>`
			with added as (
				insert into control.domain (host, site, main)
				values (${host}, ${site}, not exists (select from control.domain where site = ${site} and main))
				on conflict (host) do nothing returning site
			) select site from added union all select site from control.domain where host = ${host} limit 1`;
		if (row?.site !== site) throw new Problem('site.host-taken', 409, { host });
	},
	async remove(host) {
		await control`delete from control.domain where host = ${host} and site = ${site} and not main`;
	},
	async makeMain(host) {
		await control.begin(async (transaction) => {
			const [row] =
				await transaction`select host from control.domain where host = ${host} and site = ${site} for update`;
			if (!row) throw new Problem('domain.not-found', 404);
			await transaction`update control.domain set main = false where site = ${site} and main and host <> ${host}`;
			await transaction`update control.domain set main = true where host = ${host}`;
		});
	},
});
