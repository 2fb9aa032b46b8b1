/** Asks the server for what an authenticator needs. As JSON: a post without a type is taken for a foreign form. */
export async function askOptions<T>(address: string): Promise<T> {
	const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
	if (!answer.ok) throw new Error(`No options: ${answer.status}`);
	return (await answer.json()) as T;
}
