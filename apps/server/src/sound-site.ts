import { type ReadSite, readSite } from '@yizhan/hall';

/** The school's folder is not what it should be. */
export class SiteFault extends Error {
  override readonly name = 'SiteFault';
}

/** A school's folder that can be worked with. */
export type SoundSite = Exclude<ReadSite, { readonly faults: unknown }>;

/** @throws SiteFault with everything that is wrong, a line each */
export async function soundSite(directory: string): Promise<SoundSite> {
  const read = await readSite(directory);
  if ('faults' in read)
    throw new SiteFault(
      read.faults.map(({ file, where, message }) => `${file} ${where}: ${message}`).join('\n'),
    );
  return read;
}
