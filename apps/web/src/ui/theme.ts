/** What antd's pickers take of the look; the same values stand in tokens.css (a test compares them). */
export const theme = {
  primary: '#0b5cad',
  ink: '#14202e',
  quiet: '#5c6c7f',
  line: '#c3ccd7',
  bad: '#c0261c',
  good: '#137a43',
  warn: '#9a5200',
  radius: 8,
} as const;
