console.log(String(process.hrtime.bigint()));
