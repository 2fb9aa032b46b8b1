import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
	// A folder of this account's own: what another account unpacked may not be run.
	const own = path.join(tmpdir(), `homecourt-browser-${process.getuid?.() ?? 'own'}`);
	const fonts = await layFonts(own);
	const executablePath = process.env['CHROMIUM'] ?? (await unpack(own));
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
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
			...flags,
		],
		env: { ...process.env, FONTCONFIG_FILE: fonts },
		headless: true,
	});
}

/**
 * Lays the Chinese font where the browser finds it, unless it is there; returns the file that names it. The package has it
 * as WOFF2, which a page may load but which Chromium does not take for a font of the system: it is unpacked.
 */
async function layFonts(own: string): Promise<string> {
	const folder = path.join(own, 'fonts-1');
	const named = path.join(folder, 'fonts.conf');
	if (existsSync(named)) return named;
	mkdirSync(path.join(folder, 'files'), { recursive: true });
	const source = path.resolve(import.meta.dirname, '../../node_modules/@fontsource/noto-sans-tc/files');
	for (const file of readdirSync(source)) {
		if (!/-(?:400|700)-normal\.woff2$/.test(file)) continue;
		const font = await decompress(readFileSync(path.join(source, file)));
		writeFileSync(path.join(folder, 'files', file.replace(/woff2$/, 'ttf')), font);
	}
	writeFileSync(
		named,
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/files</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
	);
	return named;
}

/** Unpacks the Chromium of the package into a folder, unless it is there; the package itself knows only the temporary one. */
async function unpack(folder: string): Promise<string> {
	const before = process.env['TMPDIR'];
	process.env['TMPDIR'] = folder;
	try {
		return await chromium.executablePath();
	} finally {
		if (before === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = before;
	}
}

/** Facebook's in-app browser on a phone, as it calls itself. */
export const facebookInApp =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/488.0.0.70.108;FBBV/660000000;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.1;FBSS/3;FBID/phone;FBLC/zh_TW;FBOP/5]';
