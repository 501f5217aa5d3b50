/** Line icons on a 24 grid. They are decoration: what they mean stands in words beside them or in a label. */
const paths = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4.2 4.2',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15l1.5-2Zm4 4.5h4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  checkCircle: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9.3 2.8 2.7L16 9.5',
  cross: 'm6 6 12 12M18 6 6 18',
  crossCircle: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-3 6 6 6m0-6-6 6',
  plus: 'M12 5v14M5 12h14',
  chevronDown: 'm6 9.5 6 6 6-6',
  chevronRight: 'm9.5 6 6 6-6 6',
  arrowLeft: 'M20 12H4.5m6-6.5L4 12l6.5 6.5',
  arrowRight: 'M4 12h15.5m-6-6.5L20 12l-6.5 6.5',
  phone:
    'M8.2 4H5.4A1.6 1.6 0 0 0 3.8 5.8 15.6 15.6 0 0 0 18.2 20.2a1.6 1.6 0 0 0 1.8-1.6v-2.8l-4.2-1.6-1.8 2a12.4 12.4 0 0 1-6.2-6.2l2-1.8L8.2 4Z',
  star: 'm12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8L12 3.8Z',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2',
  lock: 'M6 10.5h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 1 1 7 0v2.5',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.6-3.8 3.6-6 7.5-6s6.9 2.2 7.5 6',
  signOut: 'M14 4.5H5.5v15H14M10.5 12H20m-3.5-3.5L20 12l-3.5 3.5',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.8 9.5h16.4M3.8 14.5h16.4M12 3.5c-5 5.4-5 11.6 0 17 5-5.4 5-11.6 0-17Z',
  home: 'M4 11 12 4l8 7v9h-5.5v-5.5h-5V20H4v-9Z',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5V19H4v-5.5Zm0 0h4.8a3.2 3.2 0 0 0 6.4 0H20',
  send: 'M20.5 3.8 3.8 10.4l6.4 3.2m10.3-9.8-6.9 16.4-3.4-6.6m10.3-9.8L10.2 13.6',
  file: 'M6 3.5h8l4.5 4.5v12.5H6v-17Zm8 0V8h4.5',
  clip: 'm19.5 11.5-7.6 7.6a4.7 4.7 0 0 1-6.7-6.7l8-8a3.2 3.2 0 0 1 4.6 4.6l-7.6 7.5a1.6 1.6 0 0 1-2.3-2.3l6.9-6.8',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7m-8 0 .8 12.5h9.4L17.5 7M10.3 10.5v5.5m3.4-5.5v5.5',
  alert: 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.4v.1',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5m0-9v.1',
  undo: 'M8.5 5 4 9.5 8.5 14M4.5 9.5h9.3a5.2 5.2 0 0 1 0 10.5H8',
  printer: 'M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7V14Z',
  copy: 'M8.5 8.5h11v11h-11v-11Zm-4 7V4.5h11',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  eyeOff:
    'M4 4l16 16M9.8 5.8A9.5 9.5 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.7 3.5M6.5 7.5A16.3 16.3 0 0 0 2.5 12S6 18.5 12 18.5a9.6 9.6 0 0 0 4.3-1M10 10a3 3 0 0 0 4 4',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.2 6.5h.1m-.1 5.5h.1m-.1 5.5h.1',
  briefcase: 'M3.5 8h17v11.5h-17V8Zm5 0V4.8h7V8M3.5 13h17M12 12v2.5',
  megaphone: 'M4 10v4.5h3l9 4.5V5.5L7 10H4Zm12 0a3 3 0 0 1 0 4.7M7.5 14.8 9 20h2.6l-1.3-4',
  flag: 'M5.5 21V4m0 .5c4-2 7.5 2 13 0v9c-5.5 2-9-2-13 0',
  people:
    'M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 19.5c.4-3.4 3-5.3 6.5-5.3s6.1 1.9 6.5 5.3M16 5a3.2 3.2 0 0 1 0 6.2m2 3.3c2 .7 3.2 2.4 3.5 5',
  shield: 'M12 3.5 4.5 6v6c0 4.3 3 7.3 7.5 8.8 4.5-1.5 7.5-4.5 7.5-8.8V6L12 3.5Zm-3.3 8.3 2.5 2.5 4.3-4.6',
  bus: 'M5 4.5h14V18H5V4.5Zm0 8h14M8.5 18v2.5m7-2.5v2.5M8.3 15.3h.1m7.2 0h.1M12 4.5v8',
  house: 'M3.5 11.5 12 4l8.5 7.5M6 9.5v10.5h12V9.5M10 20v-5.5h4V20',
  book: 'M12 6.5C9.5 4.7 6.7 4.5 3.5 4.8v13.4c3.2-.3 6 0 8.5 1.8 2.5-1.8 5.3-2.1 8.5-1.8V4.8c-3.2-.3-6-.1-8.5 1.7Zm0 0V20',
  monitor: 'M3.5 4.5h17v11.5h-17V4.5ZM8.5 20h7M12 16v4',
  cap: 'm12 5 10 4.7L12 14.4 2 9.7 12 5Zm-6 6.8v4.7c3.4 3 8.6 3 12 0v-4.7M22 9.7v5.5',
  grid: 'M4.5 4.5h6v6h-6v-6Zm9 0h6v6h-6v-6Zm-9 9h6v6h-6v-6Zm9 0h6v6h-6v-6Z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({
  name,
  size = 20,
  filled = false,
}: {
  name: IconName;
  size?: number;
  filled?: boolean;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
