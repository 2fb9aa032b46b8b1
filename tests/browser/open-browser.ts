import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';
import { decompress } from 'wawoff2';

/**
 * A real Chromium from npm, with its security as people have it (the package turns parts
 * of it off) and a Chinese font (it brings none and would draw boxes). A browser of the machine is used
 * when CHROMIUM names one. `flags` are added to those it is started with.
 */
export async function openBrowser(...flags: string[]): Promise<Browser> {
	const folder = await unpackOnce();
	const executablePath = process.env['CHROMIUM'] ?? path.join(folder, 'chromium');
	return playwright.launch({
		executablePath,
		args: [
			...chromium.args.filter(
				(flag) =>
					!/^--(?:headless|single-process|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials)/.test(
						flag,
					),
			),
			'--no-sandbox',
			// No page draws in three dimensions: to play a graphics card in software is a quarter of the browser's work.
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
			...flags,
		],
		env: { ...process.env, FONTCONFIG_FILE: path.join(folder, 'fonts', 'fonts.conf') },
		headless: true,
	});
}

/**
 * The folder where browser and font lie ready, unpacked by whoever comes first. It appears whole or not at all, since test
 * files start side by side; and it is this account's own, since what another account unpacked may not be run.
 */
async function unpackOnce(): Promise<string> {
	const folder = path.join(tmpdir(), `homecourt-chromium-${process.getuid?.() ?? 'own'}`);
	if (existsSync(folder)) return folder;
	const aside = mkdtempSync(`${folder}-`);
	await layFonts(path.join(aside, 'fonts'), path.join(folder, 'fonts'));
	if (!process.env['CHROMIUM']) await unpack(aside);
	try {
		renameSync(aside, folder);
	} catch (error) {
		// Another test file was quicker.
		if (!existsSync(folder)) throw error;
		rmSync(aside, { recursive: true });
	}
	return folder;
}

/**
 * Lays the Chinese font into a folder that will stand at `later`, with the file that names it. The package has it
 * as WOFF2, which a page may load but which Chromium does not take for a font of the system: it is unpacked.
 */
async function layFonts(folder: string, later: string): Promise<void> {
	mkdirSync(path.join(folder, 'files'), { recursive: true });
	const source = path.resolve(import.meta.dirname, '../../node_modules/@fontsource/noto-sans-tc/files');
	for (const file of readdirSync(source)) {
		if (!/-(?:400|700)-normal\.woff2$/.test(file)) continue;
		const font = await decompress(readFileSync(path.join(source, file)));
		writeFileSync(path.join(folder, 'files', file.replace(/woff2$/, 'ttf')), font);
	}
	writeFileSync(
		path.join(folder, 'fonts.conf'),
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${later}/files</dir><cachedir>${later}/cache</cachedir></fontconfig>`,
	);
}

/** Unpacks the Chromium of the package into a folder; the package itself knows only the temporary one. */
async function unpack(folder: string): Promise<void> {
	const before = process.env['TMPDIR'];
	process.env['TMPDIR'] = folder;
	try {
		await chromium.executablePath();
	} finally {
		if (before === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = before;
	}
}

/** Facebook's in-app browser on a phone, as it calls itself. */
export const facebookInApp =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/488.0.0.70.108;FBBV/660000000;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.1;FBSS/3;FBID/phone;FBLC/zh_TW;FBOP/5]';

/** Instagram's and LINE's. */
export const instagramInApp =
	'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.104 Mobile Safari/537.36 Instagram 360.0.0.52.192 Android (35/15; 420dpi; 1080x2424; Google/google; Pixel 9; tokay; tokay; zh_TW; 670000000)';
export const lineInApp =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.19.0';
