import { createSocket } from 'node:dgram';

/** A small DNS server: it knows addresses (A) and texts (TXT) of the names in its zone, and answers nothing else. */
export interface DnsServer {
	zone: Map<string, { a?: string; txt?: string }>;
	/** `127.0.0.1:PORT`, as the setting DNS_SERVERS takes it. */
	address: string;
	close(): void;
}

export async function dnsServer(): Promise<DnsServer> {
	const zone: DnsServer['zone'] = new Map();
	const socket = createSocket('udp4');
	socket.on('message', (question, from) => socket.send(answer(zone, question), from.port, from.address));
	await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
	return { zone, address: `127.0.0.1:${socket.address().port}`, close: () => void socket.close() };
}

function answer(zone: DnsServer['zone'], question: Buffer): Buffer {
	let at = 12;
	const labels: string[] = [];
	for (let length = question[at] ?? 0; length; length = question[at] ?? 0) {
		labels.push(question.toString('latin1', at + 1, at + 1 + length));
		at += length + 1;
	}
	const type = question.readUInt16BE(at + 1);
	const known = zone.get(labels.join('.').toLowerCase());
	const data =
		type === 1 && known?.a
			? Buffer.from(known.a.split('.').map(Number))
			: type === 16 && known?.txt
				? Buffer.concat([Buffer.from([known.txt.length]), Buffer.from(known.txt)])
				: null;
	const head = Buffer.from(question.subarray(0, 12));
	head.writeUInt16BE(known ? 0x8180 : 0x8183, 2);
	head.writeUInt16BE(data ? 1 : 0, 6);
	head.writeUInt32BE(0, 8);
	const asked = question.subarray(12, at + 5);
	if (!data) return Buffer.concat([head, asked]);
	const record = Buffer.alloc(12);
	record.writeUInt16BE(0xc00c, 0);
	record.writeUInt16BE(type, 2);
	record.writeUInt16BE(1, 4);
	record.writeUInt16BE(data.length, 10);
	return Buffer.concat([head, asked, record, data]);
}
