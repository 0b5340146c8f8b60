import {
  factoryRecord,
  type HomeRecord,
  keepsPersonal,
  type NvmRecord,
  type Profile,
} from "../../firmware-sim/index.ts";

/** As if the phone app had been there: a plug that is set up already, or has a reset to finish, stays as it is. */
export function setUp(record: NvmRecord | null, home: HomeRecord, profile: Profile) {
  const blank = record ?? factoryRecord(profile.startUpOnOff.value);
  if (blank.wifi !== null || blank.intent !== null) return { record, home };
  const [own, ...others] = home.accounts;
  return {
    record: { ...blank, wifi: home.wifi, account: own!.name, personal: keepsPersonal(profile) },
    home: {
      ...home,
      accounts: [{ ...own!, listsPlug: true }, ...others.map(({ name }) => ({ name, listsPlug: false }))],
    },
  };
}
