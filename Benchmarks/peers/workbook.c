/* The floor: the cells of Benchmarks/Workbooks/main.swift in a bare loop over libxlsxwriter.
 *
 * usage: workbook ROWS FILE
 */

#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

static lxw_format *figure_format(lxw_workbook *workbook, const char *code)
{
    lxw_format *format = workbook_add_format(workbook);
    format_set_num_format(format, code);
    format_set_font_color(format, 0x0000FF);
    format_set_bg_color(format, 0xFFF9E3);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xD9D9D9);
    return format;
}

static lxw_format *computed_format(lxw_workbook *workbook, const char *code)
{
    lxw_format *format = workbook_add_format(workbook);
    format_set_num_format(format, code);
    format_set_font_color(format, 0x6B6B6B);
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_shrink(format);
    return format;
}

int main(int count, char **arguments)
{
    long rows = count == 3 ? atol(arguments[1]) : 0;
    if (rows <= 0) {
        fprintf(stderr, "usage: workbook ROWS FILE\n");
        return 64;
    }
    char networks[50][16], series[40][16], sources[110][32], formula[128];
    const char *units[] = { "USD", "HNT", "count", "share" };
    const char *evidence[] = { "measured", "reported", "estimated", "scheduled", "derived" };
    for (int index = 0; index < 50; index++)
        snprintf(networks[index], sizeof *networks, "network-%d", index);
    for (int index = 0; index < 40; index++)
        snprintf(series[index], sizeof *series, "series_%d", index);
    for (int index = 0; index < 110; index++)
        snprintf(sources[index], sizeof *sources, "source %d of figures", index);

    lxw_workbook *workbook = workbook_new(arguments[2]);
    lxw_doc_properties properties = { .created = 1767139200 };
    workbook_set_properties(workbook, &properties);
    lxw_format *day = workbook_add_format(workbook);
    format_set_num_format(day, "yyyy-mm-dd_);@_)");
    lxw_format *figures[] = {
        figure_format(workbook, "#,##0_);(#,##0);0_);@_)"),
        figure_format(workbook, "$#,##0_);($#,##0);$0_);@_)"),
        figure_format(workbook, "0.00\"x\"_);[Red]-0.00\"x\"_);0.00\"x\"_);@_)"),
    };
    lxw_format *sum = computed_format(
        workbook, "[Black]#,##0_);[Black](#,##0);[Black]0_);@_)");
    lxw_format *product = computed_format(
        workbook, "[Black]$#,##0_);[Black]($#,##0);[Black]$0_);@_)");
    format_set_bold(product);
    double first = 42370; /* 2016-01-01 */
    lxw_worksheet *sheet = NULL;
    for (long number = 0; number < rows; number++) {
        double values[17];
        long row = number % 5000;
        if (row == 0) {
            snprintf(formula, sizeof formula, "Data %ld", number / 5000 + 1);
            sheet = workbook_add_worksheet(workbook, formula);
            worksheet_set_column(sheet, 0, 19, 14, NULL);
        }
        worksheet_write_number(sheet, row, 0, first + row % 3650, day);
        worksheet_write_string(sheet, row, 1, networks[row % 50], NULL);
        worksheet_write_string(sheet, row, 2, series[row % 40], NULL);
        worksheet_write_string(sheet, row, 3, sources[row % 110], NULL);
        worksheet_write_string(sheet, row, 4, units[row % 4], NULL);
        worksheet_write_string(sheet, row, 5, evidence[row % 5], NULL);
        for (long column = 6; column < 17; column++) {
            values[column] = (double) ((number * 7919 + column * 104729) % 10000000) / 100;
            worksheet_write_number(sheet, row, column, values[column], figures[(column - 6) % 3]);
        }
        worksheet_write_number(sheet, row, 17, first + (row + 90) % 3650, day);
        snprintf(formula, sizeof formula, "=SUM(G%ld:K%ld)", row + 1, row + 1);
        worksheet_write_formula_num(
            sheet, row, 18, formula, sum, values[6] + values[7] + values[8] + values[9] + values[10]);
        snprintf(formula, sizeof formula,
                 "=IF(COUNT(L%ld,M%ld)<2,\"n/a: needs price\",L%ld*M%ld)",
                 row + 1, row + 1, row + 1, row + 1);
        worksheet_write_formula_num(sheet, row, 19, formula, product, values[11] * values[12]);
    }
    lxw_error error = workbook_close(workbook);
    if (error)
        fprintf(stderr, "%s: %s\n", arguments[2], lxw_strerror(error));
    return error ? 1 : 0;
}
