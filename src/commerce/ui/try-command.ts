/** A shell command that sends one signed test order; `secret` null leaves a place to fill in. */
export function tryCommand(address: string, secret: string | null, now: Date): string {
	const number = `TEST-${Math.floor(now.getTime() / 1000)}`;
	const body = JSON.stringify({
		id: `evt-${number}`,
		type: 'order.paid',
		order: {
			id: number,
			email: 'buyer@example.com',
			currency: 'TWD',
			total: 1280,
			placed: now.toISOString(),
			items: [{ sku: 'A-1', name: 'Test', quantity: 1, amount: 1280 }],
		},
	});
	return [
		`SECRET='${secret ?? 'whsec_…'}'`,
		`BODY='${body}'`,
		'T=$(date +%s)',
		`V1=$(printf '%s' "$T.$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)`,
		`curl -sS '${address}' -H 'Content-Type: application/json' -H "Homecourt-Signature: t=$T,v1=$V1" --data-raw "$BODY"`,
	].join('\n');
}
