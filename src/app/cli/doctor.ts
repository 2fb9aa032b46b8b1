import { createTransport } from 'nodemailer';
import type { appText } from '#app/messages/index.ts';
import { siteFiles } from '#platform/site-files.ts';
import type { Installation } from '#platform/installation/installation.ts';

export interface Finding {
	text: string;
	/** True when something does not work as it should; advice alone is not broken. */
	broken: boolean;
}

/** Looks at what an installation needs and says in words what is missing. */
export async function doctor(installation: Installation, say: ReturnType<typeof appText>): Promise<Finding[]> {
	const { settings } = installation.product;
	const fine = (what: string): Finding => ({ text: `✔ ${say('cli.doctor.fine', { what })}`, broken: false });
	const trouble = (what: string, text: string, broken: boolean): Finding => ({
		text: `${broken ? '✘' : '·'} ${say('cli.doctor.trouble', { what, trouble: text })}`,
		broken,
	});
	const findings: Finding[] = [];
	const node = say('cli.doctor.node');
	findings.push(
		Number(process.versions.node.split('.')[0]) >= 24 ? fine(node) : trouble(node, process.versions.node, true),
	);
	findings.push(
		await installation.listSites().then(
			() => fine(say('cli.doctor.database')),
			(error: Error) => trouble(say('cli.doctor.database'), error.message, true),
		),
	);
	const mail = say('cli.doctor.mail');
	if (!settings.smtpUrl) findings.push(trouble(mail, say('cli.doctor.mail-none'), false));
	else {
		findings.push(
			await createTransport(settings.smtpUrl)
				.verify()
				.then(
					() => fine(mail),
					(error: Error) => trouble(mail, error.message, true),
				),
		);
	}
	const [first] = await installation.listSites().catch(() => []);
	if (first) findings.push(await filesFinding());
	const address = say('cli.doctor.public-url');
	findings.push(settings.publicUrl ? fine(address) : trouble(address, say('cli.doctor.public-url-local'), false));
	return findings;

	/** Writes, reads and takes away a file, as an upload would. */
	async function filesFinding(): Promise<Finding> {
		const what = say('cli.doctor.files');
		const store = siteFiles(settings, first?.name ?? '');
		try {
			await store.put('doctor-probe.txt', Buffer.from('x'));
			const size = await store.size('doctor-probe.txt');
			await store.remove('doctor-probe.txt');
			return size === 1 ? fine(what) : trouble(what, String(size), true);
		} catch (error) {
			return trouble(what, (error as Error).message, true);
		}
	}
}
