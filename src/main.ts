import { run, type Role } from '#app/run.ts';
import { readSettings } from '#platform/settings.ts';

const settings = readSettings(process.env);
const role = (process.argv[2] ?? 'all') as Role;
const running = await run(settings, role);
process.stdout.write(`Homecourt 主場  →  ${settings.publicUrl ?? `http://localhost:${settings.port}`}\n`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		if (stopping) return;
		stopping = true;
		running.stop().then(
			() => process.exit(0),
			(error: unknown) => {
				process.stderr.write(`${String(error)}\n`);
				process.exit(1);
			},
		);
	});
}
