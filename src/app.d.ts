import type { IncomingMessage } from 'node:http';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { WayOut } from '#site/server/index.ts';
import type { Brand } from '#site/brand.ts';
import type { PageNote } from '#web/front/page-cache.ts';
import type { FrontRequest } from '#web/front/request.ts';
import type { SharedPage } from '#web/shared-page.ts';

declare global {
	namespace App {
		interface Locals {
			front: FrontRequest;
			locale: Locale;
			/** Who asks. On a shared page nobody looks: it is rendered as for a visitor. */
			actor: Actor;
			/** The context of the person who asks. */
			ctx: Ctx;
			/** The form that was posted by whoever has to prove anew who they are before something dangerous; see `prove-again.ts`. */
			posted?: string;
			/** The brand as every page shows it. */
			brand: Brand;
			/** What the menus around a page of the public site depend on. */
			frameAbout?: readonly string[];
			/** Set by a page that is the same for everybody but for its slots. */
			shared?: SharedPage;
			/** What the slots of a page for one person alone need. */
			note?: PageNote;
		}
		interface Platform {
			req: IncomingMessage & { homecourt?: FrontRequest };
		}
		interface Error {
			message: string;
			/** Stable code of an expected refusal. */
			code?: string;
			/** What to quote when asking for help. */
			id?: string;
			details?: Record<string, unknown>;
			/** Where to go instead of an address that does not exist. */
			help?: { similar: WayOut[]; popular: WayOut[] };
		}
	}
}
