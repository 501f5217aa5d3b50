import { type ReadDocuments, readDocuments } from '../read-documents.ts';
import { type Register, RegisterDocument } from './register.ts';

/** The registers that a site declares. */
export const readRegisters = (site: string): Promise<ReadDocuments<Register>> =>
  readDocuments<Register>(site, 'registers', RegisterDocument, ({ columns, personal }, fault) => {
    const keys = columns.map(({ key }) => key);
    for (const key of keys.filter((each, index) => keys.indexOf(each) < index))
      fault('/columns', `列 ${key} 重复了`);
    if (personal !== undefined && !keys.includes(personal)) fault('/personal', `没有列“${personal}”`);
  });
