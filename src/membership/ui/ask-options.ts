/** What the server says when its member has to prove who they are before it gives what an authenticator needs. */
export class ProofNeeded extends Error {}

/** Asks the server for what an authenticator needs. As JSON: a post without a type is taken for a foreign form. Throws `ProofNeeded`. */
export async function askOptions<T>(address: string): Promise<T> {
	const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
	if (answer.status === 403 && (await answer.text()).includes('proof.needed')) throw new ProofNeeded();
	if (!answer.ok) throw new Error(`No options: ${answer.status}`);
	return (await answer.json()) as T;
}
