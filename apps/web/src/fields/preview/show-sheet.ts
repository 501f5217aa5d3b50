import readSheets from 'read-excel-file/browser';

const mostRows = 500;
const mostColumns = 50;

/** The values of each sheet as tables; formulas are not run. */
export async function showSheet(content: Blob, place: HTMLElement): Promise<undefined> {
  for (const { sheet, data } of await readSheets(content)) {
    const title = document.createElement('h3');
    title.textContent = sheet;
    const table = document.createElement('table');
    for (const row of data.slice(0, mostRows)) {
      const line = table.insertRow();
      for (const cell of row.slice(0, mostColumns)) line.insertCell().textContent = textOf(cell);
    }
    place.append(title, table);
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
