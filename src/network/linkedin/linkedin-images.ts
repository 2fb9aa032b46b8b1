import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { exchange } from '#network/exchange.ts';
import { callLinkedin } from '#network/linkedin/call-linkedin.ts';
import { linkedinAddress } from '#network/linkedin/linkedin-version.ts';
import type { OutgoingPicture, OwnAccount } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';

const Begun = z.object({ value: z.object({ uploadUrl: z.string(), image: z.string() }) });

/** Sends a picture, which nobody sees until a post names it; gives its urn. */
export async function sendImage(ctx: Ctx, account: OwnAccount, picture: OutgoingPicture): Promise<string> {
	const { value } = await callLinkedin(ctx, account, Begun, {
		method: 'POST',
		path: '/rest/images',
		params: { action: 'initializeUpload' },
		body: { json: { initializeUploadRequest: { owner: account.id } } },
		creating: false,
	});
	if (!mayUpload(ctx, value.uploadUrl)) throw new NetworkProblem('transient', { reason: 'unexpected upload address' });
	const { status } = await exchange({
		method: 'PUT',
		url: value.uploadUrl,
		creating: false,
		timeout: 60_000,
		headers: { authorization: `Bearer ${account.connection['token'] ?? ''}`, 'content-type': picture.type },
		body: await picture.read(),
	});
	if (status >= 400 && status < 500) throw new NetworkProblem('media-rejected', { code: status });
	if (status >= 300) throw new NetworkProblem('transient', { code: status });
	return value.image;
}

/** The token goes along: only to LinkedIn itself, or to where the operator says that it is. */
function mayUpload(ctx: Ctx, address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, origin } = new URL(address);
	if (origin === new URL(linkedinAddress(ctx)).origin) return true;
	return protocol === 'https:' && /(?:^|\.)linkedin\.com$/.test(hostname);
}
