import { createECDH } from 'node:crypto';
import { expect, it } from 'vitest';
import { openPush } from '#testing/push/open-push.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

it('reads the message of RFC 8291, appendix A', () => {
	const browser = createECDH('prime256v1');
	browser.setPrivateKey(bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'));
	const body =
		'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN';
	const auth = bytes('BTBZMqHH6r4Tts7J_aSIgg');
	expect(openPush(bytes(body), browser, auth)).toBe('When I grow up, I want to be a watermelon');
	const changed = bytes(body);
	changed[110] = (changed[110] ?? 0) ^ 1;
	expect(() => openPush(changed, browser, auth)).toThrow();
});
