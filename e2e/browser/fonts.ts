import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const weights = ['400Regular', '500Medium', '700Bold'];

/**
 * Writes a fontconfig file that adds Noto Sans SC (思源黑体) to the fonts of the machine and prefers it, so that
 * Chinese has glyphs on a bare machine and pictures look alike on all. Answers with what FONTCONFIG_FILE should be.
 */
export async function chineseFonts(temporary: string): Promise<string> {
  const fonts = path.dirname(
    fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')),
  );
  const folders = weights.map((weight) => `<dir>${escaped(path.join(fonts, weight))}</dir>`);
  const cache = path.join(temporary, 'font-cache');
  await mkdir(cache, { recursive: true });
  const file = path.join(temporary, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  ${folders.join('\n  ')}
  <cachedir>${escaped(cache)}</cachedir>
  ${families.map(preferred).join('\n  ')}
</fontconfig>
`,
  );
  return file;
}

/** The families that a page falls back to; without `system-ui` the machine's own Latin glyphs stand beside ours. */
const families = ['sans-serif', 'system-ui'];

const preferred = (family: string): string =>
  `<match target="pattern">
    <test name="family" qual="any"><string>${family}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Noto Sans SC</string></edit>
  </match>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
