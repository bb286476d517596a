/*
 * The status page in a real browser, as web.py starts it: node web_browser.js URL FOLDER
 * Prints TAP lines without numbers; puts pictures of the page into FOLDER.
 */
'use strict';
const fs = require('fs');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core'), 'utf8');

const [url, folder] = process.argv.slice(2);
const looks = [
	['desk, light', { width: 1360, height: 900 }, 'light'],
	['desk, dark', { width: 1360, height: 900 }, 'dark'],
	['phone, light', { width: 390, height: 844 }, 'light'],
	['phone, dark', { width: 360, height: 740 }, 'dark'],
];

function tell(name, faults) {
	for (const fault of faults)
		console.log('# ' + fault);
	console.log((faults.length ? 'not ok - ' : 'ok - ') + name);
}

async function accessible(page) {
	await page.evaluate(axe);
	const found = await page.evaluate(() => axe.run(document));
	return found.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes[0].target);
}

async function look(browser, [name, viewport, colorScheme]) {
	const context = await browser.newContext({ viewport, colorScheme });
	const page = await context.newPage();
	const faults = [];

	page.on('console', message => faults.push('console: ' + message.text()));
	page.on('pageerror', error => faults.push('error: ' + error.message));
	page.on('request', request => {
		if (!request.url().startsWith(url))
			faults.push('a request outside: ' + request.url());
	});
	await page.goto(url);
	await page.evaluate(() => document.querySelectorAll('details').forEach(d => d.open = true));
	const measured = await page.evaluate(() => ({
		beyond: document.documentElement.scrollWidth - innerWidth,
		ground: getComputedStyle(document.body).backgroundColor,
		drawings: [...document.querySelectorAll('svg.timeline,svg.graph')]
			.filter(svg => svg.getBoundingClientRect().width > 100).length,
	}));
	if (measured.beyond > 0)
		faults.push(measured.beyond + ' pixels wider than the window');
	const light = parseInt(measured.ground.slice(4), 10) > 127;
	if (light !== (colorScheme === 'light'))
		faults.push('its ground is ' + measured.ground);
	if (measured.drawings !== 2)
		faults.push(measured.drawings + ' drawings are seen');
	await page.screenshot({ path: folder + '/' + name.replace(', ', '-') + '.png', fullPage: true });
	tell(name + ': nothing from outside, no error, fits the window', faults);
	tell(name + ': accessible (axe-core)', await accessible(page));
	await context.close();
}

/* Choosing deals works with the form alone, and a dot of the timeline leads to its deal. */
async function use(browser) {
	const page = await browser.newPage();
	const faults = [];

	await page.goto(url);
	await page.fill('input[name=party]', 'openai');
	await page.click('form button');
	const n = await page.locator('article').count();
	if (n < 1 || n >= 6)
		faults.push(n + ' deals of OpenAI');
	if (await page.inputValue('input[name=party]') !== 'openai')
		faults.push('the form forgot what was asked for');
	await page.locator('svg.timeline a').first().click();
	if (!await page.locator('article:target').count())
		faults.push('the dot led nowhere: ' + page.url());
	tell('deals can be chosen and found without script', faults);
	await page.close();
}

(async () => {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM,
		args: ['--no-sandbox', '--disable-gpu'],
	});
	for (const each of looks)
		await look(browser, each);
	await use(browser);
	await browser.close();
})().catch(error => {
	console.log('not ok - the browser ran: ' + String(error).split('\n')[0]);
	process.exit(1);
});
