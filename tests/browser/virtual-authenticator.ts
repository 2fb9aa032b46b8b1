import type { Page } from 'playwright-core';

/** Gives a page's browser a device of its own for passkeys, whose owner always says yes. */
export async function addAuthenticator(page: Page): Promise<void> {
	const device = await page.context().newCDPSession(page);
	await device.send('WebAuthn.enable');
	await device.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}
