import type { Log } from '#platform/log.ts';
export async function startEmbedded(_: { folder: string; log: Log }): Promise<{ socket: string; user: string; stop(): Promise<void> }> {
	return { socket: '/tmp/pg', user: 'postgres', stop: async () => undefined };
}
