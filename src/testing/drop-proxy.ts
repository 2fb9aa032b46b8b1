import net, { type AddressInfo } from 'node:net';

/** What becomes of one connection. */
export type ProxyPlan = 'pass' | 'drop-answer' | 'cut-request' | 'refuse';

export interface DropProxy {
	url: string;
	/** Asked for each connection; passing until a test says otherwise. */
	plan: (connection: number) => ProxyPlan;
	close(): Promise<void>;
}

/**
 * A line between us and a server that does what lines do: `drop-answer` forwards the whole request, waits until the server
 * has begun to answer, and then breaks; `cut-request` breaks before the server has anything; `refuse` never connects.
 */
export async function dropProxy(target: string): Promise<DropProxy> {
	const { hostname, port } = new URL(target);
	const open = new Set<net.Socket>();
	let count = 0;
	const server = net.createServer((near) => {
		open.add(near);
		near.on('close', () => open.delete(near)).on('error', () => undefined);
		const plan = proxy.plan(count++);
		if (plan === 'refuse') return void near.destroy();
		if (plan === 'cut-request') return void near.once('data', () => near.destroy());
		const far = net.connect(Number(port), hostname);
		open.add(far);
		far.on('close', () => open.delete(far)).on('error', () => near.destroy());
		near.pipe(far);
		// The answer is on its way: the server has done what it was asked.
		if (plan === 'drop-answer') far.once('data', () => (near.destroy(), far.destroy()));
		else far.pipe(near);
		near.on('close', () => far.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy: DropProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		plan: () => 'pass',
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return proxy;
}
