/** What people hold in their hands. */
export interface Device {
  readonly name: 'pc' | 'phone';
  readonly touch: boolean;
  readonly context: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly isMobile?: boolean;
    readonly hasTouch?: boolean;
    readonly deviceScaleFactor?: number;
  };
}

export const pc: Device = { name: 'pc', touch: false, context: { viewport: { width: 1440, height: 900 } } };

export const phone: Device = {
  name: 'phone',
  touch: true,
  context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

export const devices = [pc, phone] as const;
