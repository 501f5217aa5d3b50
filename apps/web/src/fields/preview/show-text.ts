const longest = 200_000;

export async function showText(content: Blob, place: HTMLElement): Promise<undefined> {
  const text = document.createElement('pre');
  text.textContent = (await content.text()).slice(0, longest);
  place.append(text);
}
