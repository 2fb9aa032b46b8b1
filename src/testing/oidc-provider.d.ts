/** An OpenID provider for tests; the package brings no types. What is used of it. */
declare module 'oidc-provider' {
	import type { IncomingMessage, ServerResponse } from 'node:http';
	export interface KoaContext {
		path: string;
		method: string;
		req: IncomingMessage;
		res: ServerResponse;
		respond?: boolean;
		status: number;
		body: unknown;
	}
	export default class Provider {
		constructor(issuer: string, configuration: Record<string, unknown>);
		Grant: new (properties: { accountId: string; clientId: string }) => {
			addOIDCScope(scope: string): void;
			save(): Promise<string>;
		};
		use(layer: (ctx: KoaContext, next: () => Promise<void>) => Promise<void>): void;
		callback(): (request: IncomingMessage, response: ServerResponse) => void;
		interactionDetails(
			request: IncomingMessage,
			response: ServerResponse,
		): Promise<{
			prompt: { name: string };
			params: Record<string, string>;
			session?: { accountId: string };
		}>;
		interactionFinished(
			request: IncomingMessage,
			response: ServerResponse,
			result: Record<string, unknown>,
			options?: { mergeWithLastSubmission: boolean },
		): Promise<void>;
	}
}
