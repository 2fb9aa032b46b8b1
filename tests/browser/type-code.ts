import type { Locator, Page } from 'playwright-core';

/** Types the six digits of a code. The last one sends them; where scripts are off a button does. */
export async function typeCode(page: Page, field: Locator, code: string, done: string | RegExp): Promise<void> {
	await field.waitFor();
	await page.waitForLoadState();
	const byItself = await page.evaluate(() => customElements.get('code-in-place') !== undefined);
	await Promise.all([
		page.waitForEvent('domcontentloaded'),
		field.fill(code).then(() => (byItself ? undefined : page.getByRole('button', { name: done }).first().click())),
	]);
}
