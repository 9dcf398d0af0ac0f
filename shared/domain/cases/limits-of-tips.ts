/** So many are taken for one case on one day (Asia/Shanghai), so that a crowd cannot bury what one person has to say. `invented` */
export const TIPS_A_DAY = 20;
/** Characters. `invented` */
export const LONGEST_TIP = 1_000;
