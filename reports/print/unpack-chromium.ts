/**
 * Run as a process of its own (see bundled-browser.ts): unpacks the browser that comes inside the npm package
 * into the temporary folder of its environment and prints the path of the program. Nothing is downloaded.
 */
import chromium from "@sparticuz/chromium";

process.stdout.write(await chromium.executablePath());
